/**
 * What a network has learned, as pictures: gradient ascent on the input, built on four independent choices,
 * {@linkplain dev.stria.visual.Objective what is looked for}, {@linkplain dev.stria.visual.Canvas what is
 * painted on}, how the picture is moved while it is painted, and {@linkplain dev.stria.visual.Ascent the
 * loop}; and sheets and reports of the results.
 *
 * <p>No operation of a network belongs here, and nothing that trains one. Nothing is retained: a model may
 * be looked at from many threads at the same time and is afterwards what it was before, to the bit.
 */
package dev.stria.visual;
