/** Photos, recordings and signatures of an order. */
@NullMarked
package cn.siduan.dispatch.order.attachment;

import org.jspecify.annotations.NullMarked;
