/**
 * Forgetting what need not be known of people any more (PIPL, article 19: the shortest time
 * necessary).
 */
@NullMarked
package cn.siduan.dispatch.privacy;

import org.jspecify.annotations.NullMarked;
