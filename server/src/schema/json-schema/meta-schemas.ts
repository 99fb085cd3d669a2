import draft04 from '../../../../schemas/json-schema/draft-04/schema.json' with { type: 'json' };
import draft06 from '../../../../schemas/json-schema/draft-06/schema.json' with { type: 'json' };
import draft07 from '../../../../schemas/json-schema/draft-07/schema.json' with { type: 'json' };
import applicator2019 from '../../../../schemas/json-schema/2019-09/meta/applicator.json' with { type: 'json' };
import content2019 from '../../../../schemas/json-schema/2019-09/meta/content.json' with { type: 'json' };
import core2019 from '../../../../schemas/json-schema/2019-09/meta/core.json' with { type: 'json' };
import format2019 from '../../../../schemas/json-schema/2019-09/meta/format.json' with { type: 'json' };
import metaData2019 from '../../../../schemas/json-schema/2019-09/meta/meta-data.json' with { type: 'json' };
import validation2019 from '../../../../schemas/json-schema/2019-09/meta/validation.json' with { type: 'json' };
import schema2019 from '../../../../schemas/json-schema/2019-09/schema.json' with { type: 'json' };
import applicator2020 from '../../../../schemas/json-schema/2020-12/meta/applicator.json' with { type: 'json' };
import content2020 from '../../../../schemas/json-schema/2020-12/meta/content.json' with { type: 'json' };
import core2020 from '../../../../schemas/json-schema/2020-12/meta/core.json' with { type: 'json' };
import formatAnnotation2020 from '../../../../schemas/json-schema/2020-12/meta/format-annotation.json' with { type: 'json' };
import formatAssertion2020 from '../../../../schemas/json-schema/2020-12/meta/format-assertion.json' with { type: 'json' };
import metaData2020 from '../../../../schemas/json-schema/2020-12/meta/meta-data.json' with { type: 'json' };
import unevaluated2020 from '../../../../schemas/json-schema/2020-12/meta/unevaluated.json' with { type: 'json' };
import validation2020 from '../../../../schemas/json-schema/2020-12/meta/validation.json' with { type: 'json' };
import schema2020 from '../../../../schemas/json-schema/2020-12/schema.json' with { type: 'json' };
import { parse } from '../../syntax/index.ts';
import type { Tree } from '../../syntax/tree.ts';
import { memo } from '../../text/memo.ts';
import { createSource } from '../../text/source.ts';

/** A meta-schema that the product brings along, by its URI without a fragment, so that nothing needs a network. */
export function metaSchema(uri: string): Tree | undefined {
  const schema = bundled.get(uri.replace(/^https?:/, ''));
  return schema && read(schema);
}

const bundled: ReadonlyMap<string, { readonly $id: string } | { readonly id: string }> = new Map(
  [
    draft04,
    draft06,
    draft07,
    ...[schema2019, applicator2019, content2019, core2019, format2019, metaData2019, validation2019],
    ...[schema2020, applicator2020, content2020, core2020, formatAnnotation2020, formatAssertion2020],
    ...[metaData2020, unevaluated2020, validation2020],
  ].map((schema) => [idOf(schema).replace(/^https?:/, ''), schema]),
);

/** Read when first asked for; the object of the import lives as long as the program. */
const read = memo((schema: { readonly $id: string } | { readonly id: string }) =>
  parse(createSource(idOf(schema), JSON.stringify(schema, undefined, 2)), 'json'),
);

function idOf(schema: { readonly $id: string } | { readonly id: string }): string {
  return ('$id' in schema ? schema.$id : schema.id).replace(/#$/, '');
}
