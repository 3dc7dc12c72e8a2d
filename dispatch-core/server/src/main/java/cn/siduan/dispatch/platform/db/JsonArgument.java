package cn.siduan.dispatch.platform.db;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Binds JSON to jsonb. */
final class JsonArgument extends AbstractArgumentFactory<JsonNode> {

  JsonArgument() {
    super(Types.OTHER);
  }

  @Override
  protected Argument build(JsonNode value, ConfigRegistry config) {
    return (position, statement, _) ->
        statement.setObject(position, WriteBatch.jsonb(value.toString()));
  }
}
