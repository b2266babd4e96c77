using System.Text.Json.Serialization;

namespace Batchline.Commands.Sync;

/// <summary>The operation that a sync watches.</summary>
/// <param name="Resumed">It was begun before.</param>
internal sealed record SyncOperation(
    [property: JsonPropertyName("operationId")] string Id, string Strategy, int Accounts, DateTimeOffset StartTime, bool Resumed);
