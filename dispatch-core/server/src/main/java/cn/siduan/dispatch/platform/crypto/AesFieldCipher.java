package cn.siduan.dispatch.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D): key number (4 bytes), random nonce (12), ciphertext, tag (16). The
 * key number is authenticated too. A key is good for about 2^32 texts.
 */
public final class AesFieldCipher implements FieldCipher {

  private static final int NUMBER_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final FieldKeys keys;
  private final SecureRandom random = new SecureRandom();

  public AesFieldCipher(FieldKeys keys) {
    this.keys = keys;
  }

  @Override
  public byte[] encrypt(String clear) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, keys.newest(), keys.encrypting(), nonce)
              .doFinal(clear.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NUMBER_BYTES + NONCE_BYTES + sealed.length)
          .putInt(keys.newest())
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String decrypt(byte[] encrypted) {
    if (encrypted.length < NUMBER_BYTES + NONCE_BYTES + TAG_BITS / 8) {
      throw new IllegalArgumentException("too short to be an encrypted field");
    }
    ByteBuffer buffer = ByteBuffer.wrap(encrypted);
    int number = buffer.getInt();
    SecretKey key = keys.ring().get(number);
    if (key == null) {
      throw new IllegalArgumentException(
          "encrypted under key "
              + number
              + ", which is not known. Maybe it left "
              + FieldKeys.RING_VARIABLE
              + " before all fields were encrypted anew.");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    byte[] sealed = new byte[buffer.remaining()];
    buffer.get(sealed);
    try {
      byte[] clear = cipher(Cipher.DECRYPT_MODE, number, key, nonce).doFinal(sealed);
      return new String(clear, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("an encrypted field was changed since", e);
    }
  }

  @Override
  public byte[] digest(String clear) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys.digestKey());
      return mac.doFinal(clear.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cipher cipher(int mode, int number, SecretKey key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(ByteBuffer.allocate(NUMBER_BYTES).putInt(number).flip());
    return cipher;
  }
}
