/**
 * What all registries have in common: made, read, changed under If-Match, retired, restored,
 * listed; audited; never deleted.
 */
@NullMarked
package cn.siduan.dispatch.platform.registry;

import org.jspecify.annotations.NullMarked;
