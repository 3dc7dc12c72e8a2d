package cn.siduan.dispatch.catalogue;

import cn.siduan.dispatch.platform.http.InputCheck;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.List;

/**
 * A service item with its present form.
 *
 * @param formSchema JSON Schema 2020-12 of the form
 * @param form the same, compiled
 * @param durationMinutes how long it usually takes
 * @param skills what a provider must hold, unexpired, to be offered it
 */
public record Item(
    long id,
    String code,
    long categoryId,
    String name,
    String nameEn,
    ItemKind kind,
    int formVersion,
    JsonNode formSchema,
    Schema form,
    int durationMinutes,
    String serviceLevel,
    String routingPolicy,
    List<String> skills,
    boolean retired) {

  /** What is wrong with a form filled in for this item; fields are named below {@code form/}. */
  public List<FieldError> checkForm(JsonNode filledIn) {
    return InputCheck.check(form, filledIn).stream()
        .map(e -> new FieldError(below(e.field()), e.value(), e.rule(), e.values()))
        .toList();
  }

  private static String below(String field) {
    return field.isEmpty() ? "form" : "form/" + field;
  }
}
