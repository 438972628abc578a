/**
 * Questions one can put to a store, and their answers. A question names datasets and fields as
 * {@link io.linecheck.model.Fields} lists them; whether roll-ups or raw rows answer it is the
 * store's affair, and the answer says which did.
 */
@NullMarked
package io.linecheck.query;

import org.jspecify.annotations.NullMarked;
