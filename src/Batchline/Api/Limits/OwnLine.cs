namespace Batchline.Api.Limits;

/// <summary>Endpoint metadata: callers wait in the line of the store's searches, and must not wait in another one on the way.</summary>
internal sealed record OwnLine;
