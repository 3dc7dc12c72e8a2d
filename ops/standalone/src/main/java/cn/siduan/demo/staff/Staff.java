package cn.siduan.demo.staff;

import cn.siduan.contract.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account. Workers are not among them: their code is their login.
 *
 * @param centreCode of those who work for a centre
 * @param providerCode of a provider's dispatcher
 */
public record Staff(
    String login,
    String name,
    Role role,
    String phone,
    @Nullable String centreCode,
    @Nullable String providerCode) {}
