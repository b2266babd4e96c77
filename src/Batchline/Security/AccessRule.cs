namespace Batchline.Security;

/// <summary>What a caller must show for an endpoint; used as endpoint metadata.</summary>
internal enum AccessRule
{
    /// <summary>Nothing: pages of the program, and paths that do not exist.</summary>
    Page,

    /// <summary>Nothing, and served even without any token in serverless mode.</summary>
    Open,

    /// <summary>The API token, if one is set.</summary>
    Token,

    /// <summary>The API token, if one is set and the caller is not on this machine.</summary>
    Metrics,

    /// <summary>The cron secret or the API token, if one is set; required in serverless mode.</summary>
    Cron,
}
