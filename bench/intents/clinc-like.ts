export const clincLike = () => null;
