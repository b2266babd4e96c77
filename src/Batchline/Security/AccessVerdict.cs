namespace Batchline.Security;

/// <summary>What becomes of a request.</summary>
internal enum AccessVerdict
{
    Allowed,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403: the Host is not a loopback name, as when a page has rebound its own name.</summary>
    ForeignHost,

    /// <summary>403: the request comes from another page.</summary>
    ForeignOrigin,

    /// <summary>403: the request comes through a proxy, from an unknown caller.</summary>
    Proxied,

    /// <summary>503: serverless, and no token protects the route.</summary>
    TokenNotSet,
}
