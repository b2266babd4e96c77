namespace Batchline.Api.Errors;

/// <summary>The stable codes of errors. Callers branch on them: add, never rename.</summary>
internal static class ErrorCodes
{
    public const string InvalidRequest = "invalid_request";
    public const string NoAccounts = "no_accounts";
    public const string Unauthorized = "unauthorized";
    public const string ForeignHost = "foreign_host";
    public const string ForeignOrigin = "foreign_origin";
    public const string Proxied = "proxied";
    public const string TooManyRequests = "too_many_requests";
    public const string TooManyStreams = "too_many_streams";
    public const string NotFound = "not_found";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string KeyReused = "key_reused";
    public const string AccountBusy = "account_busy";
    public const string AccountLeased = "account_leased";
    public const string AccountWaiting = "account_waiting";
    public const string BatchNotPending = "batch_not_pending";
    public const string BatchNotFailed = "batch_not_failed";
    public const string RetryLimit = "retry_limit";
    public const string BadTransition = "bad_transition";
    public const string DuplicateKey = "duplicate_key";
    public const string ChangesGone = "changes_gone";
    public const string BodyTooLarge = "body_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string RequestTimeout = "request_timeout";
    public const string InternalError = "internal_error";
    public const string StoreUnavailable = "store_unavailable";
    public const string ReadersBusy = "readers_busy";
    public const string ReadTimeout = "read_timeout";
    public const string TokenNotSet = "token_not_set";
    public const string TooManyHints = "too_many_hints";
    public const string Stopping = "stopping";
    public const string NotInCluster = "not_in_cluster";

    /// <summary>The code of an answer that the framework gave.</summary>
    public static string Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Unauthorized,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status408RequestTimeout => RequestTimeout,
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => TooManyRequests,
        >= 500 => InternalError,
        _ => InvalidRequest,
    };
}
