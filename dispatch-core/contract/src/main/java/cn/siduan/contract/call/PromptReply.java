package cn.siduan.contract.call;

import java.util.List;

/**
 * Every prompt that people recorded themselves. So that no message grows large, only the first one
 * the adapter does not know comes with its sound; it asks again until it knows all.
 */
public record PromptReply(List<RecordedPrompt> recorded) {

  /**
   * @param digest SHA-256 of the sound, in hexadecimal
   * @param sound WAV in Base64; empty if it is not the first unknown one
   */
  public record RecordedPrompt(String prompt, String language, String digest, String sound) {

    /** What tells it from all others, and from itself before it was recorded anew. */
    public String id() {
      return language + "." + prompt + "." + digest;
    }
  }
}
