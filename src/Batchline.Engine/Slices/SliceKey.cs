using Batchline.Engine.Accounts;

namespace Batchline.Engine.Slices;

/// <summary>The key a slice sends with, or why there is none.</summary>
internal sealed record SliceKey(WorkizToken? Token, string Problem);
