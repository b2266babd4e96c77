using Batchline.Engine.Workiz;

namespace Batchline.Engine.Slices.Context;

/// <summary>The key a slice sends with, or why there is none.</summary>
/// <param name="Fingerprint">Equal for equal keys; null without one.</param>
internal sealed record SliceKey(WorkizToken? Token, string Problem, string? Fingerprint = null);
