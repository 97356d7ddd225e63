/** Pixels of the image for each of the picture's: screens are at least as fine by now. */
const SCALE = 2;
/** The most pixels that every browser's canvas takes, along a side and in all. */
const LONGEST_SIDE = 32_767;
const LARGEST_AREA = 16_384 ** 2;

/**
 * Makes a PNG of an SVG document.
 * @throws {Error} that says what to do, if it would be larger than images can be
 */
export async function rasterise(svg: string): Promise<Blob> {
  const image = await load(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
  const canvas = document.createElement("canvas");
  const width = image.naturalWidth * SCALE;
  const height = image.naturalHeight * SCALE;
  if (Math.max(width, height) > LONGEST_SIDE || width * height > LARGEST_AREA) {
    throw new Error(
      `The image would have ${width} × ${height} pixels, more than one can have. ` +
        "Zoom out, take what is in view, or export the run as SVG.",
    );
  }
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")!.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("There is no memory for an image of this size. Take what is in view."));
    }, "image/png"),
  );
}

function load(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("The picture can't be drawn as an image. Export it as SVG."));
    image.src = address;
  });
}
