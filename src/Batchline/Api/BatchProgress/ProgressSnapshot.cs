using System.Text.Json;
using Batchline.Api.Json;

namespace Batchline.Api.BatchProgress;

/// <summary>Progress at one moment, shared by all its viewers.</summary>
internal sealed class ProgressSnapshot(ProgressView view, bool ended)
{
    private readonly Lazy<string> _state = new(() => JsonSerializer.Serialize(
        view with { ElapsedSeconds = 0, EtaSeconds = null }, ApiJson.Reading));

    public ProgressView View { get; } = view;

    /// <summary>The operation is over, unless somebody retries a batch of it.</summary>
    public bool Ended { get; } = ended;

    /// <summary>Something else happened since <paramref name="earlier"/> than time passing by.</summary>
    public bool DiffersFrom(ProgressSnapshot? earlier) =>
        !ReferenceEquals(this, earlier) && _state.Value != earlier?._state.Value;
}
