/**
 * What every feature stands on and no feature is: JSON, time, the database ({@code db}), HTTP
 * ({@code http}).
 */
@NullMarked
package cn.siduan.dispatch.platform;

import org.jspecify.annotations.NullMarked;
