// Code points that Unicode 15.0 to 17.0 assigned, with unassigned ones between them. The tables here are those of 14.0.
const RANGES = `
  88f 897 c5c cdc cf3 ece 1acf-1aeb 1b4e-1b4f 1b7f 1c89-1c8a 20c1 2427-2429 2b96 2ffc-2fff 31e4-31ef a7cb-a7cf
  a7d2 a7d4 a7da-a7f1 fbc3-fbd2 fd90-fd91 fdc8-fdce 105c0-105f3 10940-10959 10d40-10d8f 10ec2-10eff 1123f-11241
  11380-113e2 116d0-116e3 11b00-11bf9 11db0-11de9 11f00-11f5a 1342f 13439-143fa 16100-16139 16d40-16d79
  16ea0-16ed3 16ff2-16ff6 187f8-187ff 18cff 18d09-18df2 1b132 1b155 1cc00-1cef0 1d2c0-1d2d3 1df25-1df2a
  1e030-1e08f 1e4d0-1e6ff 1f6d8-1f6dc 1f774-1f77f 1f7d9 1f8b2-1f8d8 1fa54-1fa57 1fa75-1fa77 1fa87-1fa8f
  1faad-1faaf 1fabb-1fabf 1fac6-1facf 1fada-1fadf 1fae8-1faef 1faf7-1faf8 1fbcb-1fbef 1fbfa 2b739-2b73f
  2cea2-2cead 2ebf0-2ee5d 31350-33479`;

export const NEWER = new RegExp(`[${RANGES.trim().split(/\s+/)
  .map((range) => range.split("-").map((code) => `\\u{${code}}`).join("-")).join("")}]`, "u");
