//! Making pictures smaller or larger.
//!
//! A pixel weighs as much as it shows: the colour of one that is transparent, often black, does
//! not leak into its neighbours. Colours are averaged as they are stored, not as light.

use image::imageops::{self, FilterType};
use image::{GenericImageView, Rgba, Rgba32FImage, RgbaImage};

/// The picture at exactly `width` × `height`, drawn with the filter that keeps edges sharp
/// (Lanczos, three lobes).
///
/// What is several times larger is first averaged in blocks, so that the filter gets no more than
/// thrice the pixels a side that it is to leave, at 16 bytes each, and no fewer than one and a half.
pub(crate) fn scaled<I>(image: &I, width: u32, height: u32) -> RgbaImage
where
    I: GenericImageView<Pixel = Rgba<u8>>,
{
    let block = (image.width() / width).min(image.height() / height) * 2 / 3;
    let weighed = averaged(image, block.max(1));
    let scaled = imageops::resize(&weighed, width, height, FilterType::Lanczos3);
    RgbaImage::from_fn(width, height, |x, y| shown(*scaled.get_pixel(x, y)))
}

/// The mean of each block of `block` × `block` pixels; blocks at the right and lower edges may be
/// cut short. Colours from 0 to 1, multiplied by how much they show.
fn averaged<I>(image: &I, block: u32) -> Rgba32FImage
where
    I: GenericImageView<Pixel = Rgba<u8>>,
{
    let (width, height) = image.dimensions();
    let columns = width.div_ceil(block);
    Rgba32FImage::from_fn(columns, height.div_ceil(block), |column, row| {
        let (left, top) = (column * block, row * block);
        let (right, bottom) = ((left + block).min(width), (top + block).min(height));
        let mut sum = [0; 4];
        for y in top..bottom {
            for x in left..right {
                let Rgba([red, green, blue, alpha]) = image.get_pixel(x, y);
                for (sum, value) in sum.iter_mut().zip([red, green, blue, 255]) {
                    *sum += u64::from(value) * u64::from(alpha);
                }
            }
        }
        let pixels = u64::from(right - left) * u64::from(bottom - top);
        let most = (pixels * 255 * 255) as f64;
        Rgba(sum.map(|sum| (sum as f64 / most) as f32))
    })
}

/// The colour that a weighed pixel shows; the filter may overshoot a little.
fn shown(Rgba([red, green, blue, alpha]): Rgba<f32>) -> Rgba<u8> {
    let level = |value: f32| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    if level(alpha) == 0 {
        return Rgba([0; 4]);
    }
    Rgba([
        level(red / alpha),
        level(green / alpha),
        level(blue / alpha),
        level(alpha),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_does_not_darken_an_edge() {
        let red = |x: u32, _| {
            if x < 151 {
                Rgba([255, 0, 0, 255])
            } else {
                Rgba([0, 0, 0, 0])
            }
        };
        for side in [64, 200, 256] {
            let scaled = scaled(&RgbaImage::from_fn(300, 300, red), side, side);
            let mut seen = scaled.pixels().filter(|pixel| pixel[3] > 0);
            assert!(
                seen.all(|pixel| pixel.0[..3] == [255, 0, 0]),
                "at {side} px"
            );
            assert_eq!(scaled.get_pixel(side - 1, 0)[3], 0, "at {side} px");
        }
    }

    #[test]
    fn a_flat_colour_stays_as_it_is_at_any_size() {
        let colour = Rgba([12, 200, 77, 255]);
        for (width, height) in [(1, 1), (3000, 17), (4097, 4096), (255, 257)] {
            let flat = RgbaImage::from_pixel(width, height, colour);
            let scaled = scaled(&flat, 64, 64);
            assert!(
                scaled.pixels().all(|pixel| *pixel == colour),
                "{width} × {height}"
            );
        }
    }

    #[test]
    fn fine_stripes_become_their_mean() {
        let stripes = RgbaImage::from_fn(1024, 1024, |x, _| {
            if x % 2 == 0 {
                Rgba([0, 0, 0, 255])
            } else {
                Rgba([255, 255, 255, 255])
            }
        });
        let scaled = scaled(&stripes, 64, 64);
        assert!(scaled.pixels().all(|pixel| (126..=129).contains(&pixel[0])));
    }
}
