package cn.siduan.dispatch.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;

/**
 * What {@code minLength} and {@code maxLength} mean for what people type: blanks do not fill
 * anything in, and what may be no longer than a line is one line.
 */
final class TextKeyword extends AbstractKeyword {

  static final TextKeyword LEAST = new TextKeyword("minLength", true);
  static final TextKeyword MOST = new TextKeyword("maxLength", false);

  /** In characters; longer texts (reasons, notes, answers) may have paragraphs. */
  static final int ONE_LINE = 200;

  private final boolean least;

  private TextKeyword(String name, boolean least) {
    super(name);
    this.least = least;
  }

  @Override
  public KeywordValidator newValidator(
      SchemaLocation location, JsonNode limit, Schema around, SchemaContext context) {
    return new Check(location, limit, around, context);
  }

  /** The rule a text breaks, or "" if it is as it should be. */
  private String broken(String text, int limit) {
    if (least) {
      String filled = text.strip();
      boolean blank = limit > 0 && filled.codePoints().noneMatch(TextKeyword::isSeen);
      return blank && !text.isEmpty() ? "blank" : length(filled) < limit ? "minLength" : "";
    }
    if (limit <= ONE_LINE && text.codePoints().anyMatch(TextKeyword::breaksLine)) {
      return "one-line";
    }
    return length(text) > limit ? "maxLength" : "";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Not a blank of any script, and not one of the signs that only steer others. */
  private static boolean isSeen(int sign) {
    return !Character.isWhitespace(sign)
        && !Character.isSpaceChar(sign)
        && !Character.isISOControl(sign)
        && Character.getType(sign) != Character.FORMAT;
  }

  private static boolean breaksLine(int sign) {
    return Character.isISOControl(sign)
        || Character.getType(sign) == Character.LINE_SEPARATOR
        || Character.getType(sign) == Character.PARAGRAPH_SEPARATOR;
  }

  private final class Check extends BaseKeywordValidator {

    Check(SchemaLocation location, JsonNode limit, Schema around, SchemaContext context) {
      super(TextKeyword.this, limit, location, around, context);
    }

    @Override
    public void validate(
        ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
      if (!node.isTextual()) {
        return;
      }
      String rule = broken(node.textValue(), schemaNode.asInt());
      if (!rule.isEmpty()) {
        context.addError(
            error()
                .keyword(rule)
                .instanceNode(node)
                .instanceLocation(location)
                .evaluationPath(context.getEvaluationPath())
                .message(rule)
                .build());
      }
    }
  }
}
