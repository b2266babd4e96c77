using System.Globalization;

namespace Batchline.Engine.Failures;

/// <summary>Why the database refuses to work.</summary>
/// <param name="Since">The first refused call.</param>
/// <param name="Because">Half a sentence: <c>its disk is full</c>.</param>
/// <param name="Do">What a person can do about it: a sentence without its period.</param>
public sealed record StoreRefusal(DateTimeOffset Since, string Because, string Do)
{
    /// <summary>For people: what happened, since when, and what to do. It contains no secrets.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"The database has refused to work since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {Because}. {Do}; work then goes on by itself.");
}
