/**
 * Datasets, batches, augmentation, and the files that hold images, arrays and tensors.
 *
 * <p>Networks do not belong here: loading weights into one lives in {@code dev.stria.nn}, drawing
 * pictures in {@code dev.stria.visual}.
 */
package dev.stria.data;
