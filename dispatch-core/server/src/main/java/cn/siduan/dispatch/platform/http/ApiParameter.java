package cn.siduan.dispatch.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;

/**
 * A parameter in the path or the query.
 *
 * @param type JSON type its text is read as: integer, number, boolean, string; array is comma
 *     separated strings
 */
public record ApiParameter(
    String name,
    boolean inPath,
    boolean required,
    String type,
    JsonNode definition,
    Schema schema) {}
