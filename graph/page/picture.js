// The picture as a PNG file: as it stands on the screen, under its title and over its legend.
const [HEAD, FOOT] = [74, 44];

function savePicture() {
  const drawn = container.querySelector("canvas");
  const ratio = drawn.width / container.clientWidth;
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [drawn.width, drawn.height + Math.round((HEAD + FOOT) * ratio)];
  const ctx = sheet.getContext("2d");
  ctx.fillStyle = ink.paper;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(drawn, 0, Math.round(HEAD * ratio));
  ctx.scale(ratio, ratio);
  ctx.textBaseline = "middle";
  writeHead(ctx);
  writeLegend(ctx, sheet.height / ratio - FOOT / 2);
  const link = document.createElement("a");
  link.download = "tifagraph.png";
  link.href = sheet.toDataURL("image/png");
  link.click();
}

function writeHead(ctx) {
  ctx.fillStyle = ink.ink;
  ctx.font = `600 24px ${css("serif")}`;
  ctx.fillText(short(data.title[state.language], 40), 28, 28);
  ctx.fillStyle = css("soft");
  ctx.font = `13px ${ink.sans}`;
  ctx.fillText(document.getElementById("holds").textContent, 28, 56);
}

function writeLegend(ctx, y) {
  let x = 28;
  ctx.font = `13px ${ink.sans}`;
  for (const type of TYPES.filter((name) => data.holds.byType[name] && !state.off.includes(name))) {
    ctx.save();
    ctx.translate(x, y - 6);
    ctx.fillStyle = tint(type);
    ctx.fill(new Path2D(SHAPES[data.types[type].shape] ?? SHAPES.dot));
    ctx.restore();
    ctx.fillStyle = ink.ink;
    ctx.fillText(typeName(type), x + 20, y);
    x += 44 + ctx.measureText(typeName(type)).width;
  }
}
