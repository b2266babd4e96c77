namespace Batchline.Security;

/// <summary>What becomes of a request.</summary>
internal enum AccessVerdict
{
    Allowed,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403: the Host is not a loopback name, as a page that rebinds its name would send it.</summary>
    ForeignHost,

    /// <summary>403: a page from elsewhere asks.</summary>
    ForeignOrigin,

    /// <summary>403: a proxy asks, for whoever it may be.</summary>
    Proxied,

    /// <summary>503: serverless, and no token protects the route.</summary>
    TokenNotSet,
}
