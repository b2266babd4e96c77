using Batchline.Engine.Workiz;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>One request as Workiz saw it.</summary>
/// <param name="Token">Whose.</param>
/// <param name="Kind">get, list or probe.</param>
/// <param name="Uuid">With get only.</param>
/// <param name="List">With list only.</param>
/// <param name="At">When it left.</param>
internal sealed record WorkizRequest(string Token, string Kind, string? Uuid, JobListQuery? List, DateTimeOffset At);
