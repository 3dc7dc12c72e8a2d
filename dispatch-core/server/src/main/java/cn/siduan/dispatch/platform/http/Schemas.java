package cn.siduan.dispatch.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;

/**
 * Compiles JSON Schema 2020-12, with the few words of our own that stand beside the standard ones.
 */
public final class Schemas {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          Dialect.builder(Dialects.getDraft202012())
              .keywords(
                  List.of(
                      TextKeyword.LEAST,
                      TextKeyword.MOST,
                      // names the sentence that says what would be right
                      new NonValidationKeyword("x-rule"),
                      new NonValidationKeyword("x-title-en"),
                      // what must not be repeated in an answer
                      new NonValidationKeyword("x-secret"),
                      // where a schema carries what it refers to
                      new NonValidationKeyword("components")))
              .build());

  private Schemas() {}

  public static Schema compile(JsonNode definition) {
    return REGISTRY.getSchema(definition);
  }
}
