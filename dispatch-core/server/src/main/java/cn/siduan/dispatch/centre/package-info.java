/** Service centres of three tiers, and the tree of areas they make; address to community. */
@NullMarked
package cn.siduan.dispatch.centre;

import org.jspecify.annotations.NullMarked;
