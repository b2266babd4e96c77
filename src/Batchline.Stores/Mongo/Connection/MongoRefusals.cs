using Batchline.Stores.Rules;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>Refusals that last until a person acts, and what to do.</summary>
internal static class MongoRefusals
{
    public static readonly Refusal Login = new(
        "MongoDB does not accept the user or the password", "Correct them in MONGODB_URI (or Store:ConnectionString) and start again");

    public static readonly Refusal TooOld = new("this MongoDB server is of a version that cannot be used", "Upgrade it");

    public static readonly Refusal Address = new(
        "MongoDB cannot be reached by this address", "Correct MONGODB_URI (or Store:ConnectionString) and start again");

    private static readonly Refusal Rights = new(
        "the MongoDB user may not read and write the database", "Give it the role readWrite on that database");

    private static readonly Refusal Space = new("MongoDB has no space left", "Free space on its disk, or upgrade to a larger plan");

    private static readonly Refusal Blocked = new(
        "writes are blocked on the MongoDB server", "Ask whoever administers it to unblock them");

    private static readonly Refusal NoRetries = new(
        "this MongoDB server knows no retryable writes", "Add retryWrites=false to MONGODB_URI (or Store:ConnectionString) and start again");

    private static readonly Refusal Unsupported = new(
        "this MongoDB server does not support a command that is needed", "Use another server, or one of a newer version");

    private static readonly Refusal Rule = new(
        "a validation rule of a collection in MongoDB refuses a document", "Relax that rule (validator) or drop it");

    private static readonly Refusal Letters = new(
        "MongoDB has a database of this name in other letters", "Write the name in Store:Database (or MONGODB_URI) as the server has it");

    private static readonly Refusal Atlas = new(
        "MongoDB Atlas refuses a command", "Look in Atlas at the limits of the plan and the rights of the user");

    private static readonly Dictionary<int, Refusal> ByCode = new()
    {
        [11] = Login, // UserNotFound
        [13] = Rights, // Unauthorized
        [18] = Login, // AuthenticationFailed
        [20] = Unsupported, // IllegalOperation
        [59] = Unsupported, // CommandNotFound
        [115] = Unsupported, // CommandNotSupported
        [121] = Rule, // DocumentValidationFailure
        [238] = Unsupported, // NotImplemented
        [303] = Unsupported, // FeatureNotSupported
        [371] = Blocked, // UserWritesBlocked
        [12501] = Space, // QuotaExceeded
        [13297] = Letters, // DatabaseDifferCase
        [14031] = Space, // OutOfDiskSpace
    };

    /// <summary>For servers that have no code for these, in this order.</summary>
    private static readonly (string Words, Refusal Refusal)[] ByWords =
    [
        ("over your space quota", Space),
        ("out of disk space", Space),
        ("no space left on device", Space),
        ("retryable writes", NoRetries),
        ("transaction numbers are only allowed", NoRetries),
    ];

    /// <summary>Atlas uses one code for everything.</summary>
    private const int AtlasError = 8000;

    private static readonly string[] PassingInAtlas = ["too many", "rate limit", "throttl", "try again"];

    private static readonly (string Words, Refusal Refusal)[] ByWordsInAtlas =
    [
        ("bad auth", Login),
        ("authentication failed", Login),
        ("not authorized", Rights),
        ("not allowed to do action", Rights),
        ("unauthorized", Rights),
        ("not allowed", Unsupported),
        ("not supported", Unsupported),
        ("unsupported", Unsupported),
    ];

    /// <summary>Null if it is another error.</summary>
    public static Refusal? Of((int Code, string Name, string Text) error)
    {
        if (By(ByWords, error.Text) is { } refusal)
            return refusal;
        if (error.Code == AtlasError)
            return PassingInAtlas.Any(words => Says(error.Text, words)) ? null : By(ByWordsInAtlas, error.Text) ?? Atlas;
        return ByCode.GetValueOrDefault(error.Code);
    }

    private static Refusal? By((string Words, Refusal Refusal)[] list, string text) =>
        list.FirstOrDefault(entry => Says(text, entry.Words)).Refusal;

    private static bool Says(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
