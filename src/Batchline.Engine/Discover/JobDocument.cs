namespace Batchline.Engine.Discover;

/// <summary>One Workiz job record.</summary>
/// <param name="Uuid">The job's UUID as Workiz wrote it; opaque.</param>
/// <param name="Json">The record as one JSON object, every field and type as it came.</param>
public sealed record JobDocument(string Uuid, string Json);
