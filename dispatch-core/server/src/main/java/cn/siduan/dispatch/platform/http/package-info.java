/**
 * The public API's machinery: the contract, who calls, checked input, idempotent commands, answers
 * and problems.
 *
 * <p>An endpoint is an operation of {@code dispatch-api.yaml} with a handler registered under its
 * operationId. What the contract says of roles, input, limits and keys is enforced here, once, for
 * all of them.
 */
@NullMarked
package cn.siduan.dispatch.platform.http;

import org.jspecify.annotations.NullMarked;
