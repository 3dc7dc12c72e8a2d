/**
 * Settings of a node: what a district changes in {@code config/dispatch.yaml}, secrets from the
 * environment. A feature owns its settings record and reads it with a {@link
 * cn.siduan.dispatch.platform.config.ConfigReader}; reading it is also what declares it.
 */
@NullMarked
package cn.siduan.dispatch.platform.config;

import org.jspecify.annotations.NullMarked;
