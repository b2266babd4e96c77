using System.Security.Cryptography;
using System.Text.Json;
using Batchline.Api.Answers;

namespace Batchline.Api.BatchProgress;

/// <summary>Progress at one moment, shared by all its viewers.</summary>
internal sealed class ProgressSnapshot
{
    private readonly Lazy<byte[]> _json;
    private readonly Lazy<string> _stamp;

    public ProgressSnapshot(ProgressView view, bool ended)
    {
        View = view;
        Ended = ended;
        _json = new(() => JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Writing));
        _stamp = new(() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            view with { ElapsedSeconds = 0, EtaSeconds = null }, ApiJson.Writing)).AsSpan(0, 8)));
    }

    public ProgressView View { get; }

    /// <summary>The operation is over, unless somebody retries a batch of it.</summary>
    public bool Ended { get; }

    /// <summary>The view as a line of JSON, written once for everybody.</summary>
    public ReadOnlyMemory<byte> Json => _json.Value;

    /// <summary>
    /// Tells this state of the operation from others, in every process and for good: the same as long as nothing happens
    /// but time passing by.
    /// </summary>
    public string Stamp => _stamp.Value;

    /// <summary>With so many account states at most.</summary>
    public ProgressSnapshot CutTo(int limit) => View.AccountStates.Count <= limit
        ? this
        : new ProgressSnapshot(View with { AccountStates = [.. View.AccountStates.Take(limit)] }, Ended);
}
