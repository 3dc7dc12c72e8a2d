/** Does the main job as people would: a client of the public API, with real log-ins. */
@NullMarked
package cn.siduan.standalone.smoke;

import org.jspecify.annotations.NullMarked;
