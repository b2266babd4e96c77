namespace Batchline.Stores.Rules;

/// <summary>Why a server refuses until a person acts.</summary>
/// <param name="Because">Half a sentence.</param>
/// <param name="Do">A sentence without its period.</param>
internal sealed record Refusal(string Because, string Do);
