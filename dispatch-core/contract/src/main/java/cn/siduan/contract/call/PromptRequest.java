package cn.siduan.contract.call;

import java.util.List;

/**
 * Asks the core which prompts people recorded themselves.
 *
 * @param known ids of the recordings the adapter has already
 */
public record PromptRequest(List<String> known) {}
