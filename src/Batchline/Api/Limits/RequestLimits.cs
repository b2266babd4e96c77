using System.Net;
using System.Threading.RateLimiting;
using Batchline.Api.Errors;
using Batchline.Listening;
using Batchline.Security;
using Batchline.Settings.Sections;
using Microsoft.AspNetCore.RateLimiting;

namespace Batchline.Api.Limits;

/// <summary>
/// How much each caller may ask for, so that what keeps accounts in step is never behind it. A caller is an address. Whoever asks
/// faster than <see cref="HostingOptions.RequestsPerSecond"/> is made to wait, not refused: a client that waits for its answers slows
/// down by itself, and costs nothing while it does.
/// </summary>
internal static class RequestLimits
{
    /// <summary>Policy of endpoints that stream events.</summary>
    public const string Events = "events";

    /// <summary>Policy of the reference page, whose script is unpacked for each caller who cannot do that.</summary>
    public const string Reference = "reference";

    /// <summary>Policy of endpoints that stream everything.</summary>
    public const string Exports = "exports";

    /// <summary>A dashboard that opens asks for all its files at once, and an office has many.</summary>
    private const int BurstSeconds = 5;

    /// <summary>One request of each connection waits, so nobody gets here unless more connections are allowed than this.</summary>
    private const int MostWaiting = 1000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Requests of one address that do not wait for each other: a flood of one kind leaves the others alone.</summary>
    private enum Kind
    {
        Health,
        Stranger,
        Token,
    }

    public static IServiceCollection AddRequestLimits(this IServiceCollection services, HostingOptions hosting) => services.AddRateLimiter(limits =>
    {
        limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(RateOfAddresses(hosting), AnswersAtOnce(hosting));
        limits.AddPolicy(Events, context => StreamsAtOnce(context, hosting.MaxEventStreams));
        limits.AddConcurrencyLimiter(Reference, options => (options.PermitLimit, options.QueueLimit) = (1, MostWaiting));
        limits.AddPolicy(Exports, context => StreamsAtOnce(context, hosting.MaxExports));
        limits.OnRejected = (rejected, _) => new ValueTask(RefuseAsync(rejected.HttpContext, rejected.Lease));
    });

    private static PartitionedRateLimiter<HttpContext> RateOfAddresses(HostingOptions hosting) =>
        PartitionedRateLimiter.Create<HttpContext, (IPAddress, Kind)>(context => RateLimitPartition.GetTokenBucketLimiter(
            (CallerAddress.Of(context), KindOf(context)),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = BurstSeconds * hosting.RequestsPerSecond,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / hosting.RequestsPerSecond),
                QueueLimit = MostWaiting,
            }));

    /// <summary>
    /// Only so many answers are made at once, so that neither processors nor memory are full of them. What steers the work, and streams,
    /// which may last for hours, need no place. Nor do strangers: what they get costs nothing, and one who reads it slowly would keep the
    /// place from those who know the token. Searches have a line of their own in the store.
    /// </summary>
    private static PartitionedRateLimiter<HttpContext> AnswersAtOnce(HostingOptions hosting) => PartitionedRateLimiter.Create<HttpContext, bool>(
        context => NeedsPlace(context)
            ? RateLimitPartition.GetConcurrencyLimiter(true, _ => new ConcurrencyLimiterOptions { PermitLimit = hosting.MaxConcurrentReads, QueueLimit = MostWaiting })
            : RateLimitPartition.GetNoLimiter(false));

    private static bool NeedsPlace(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && !IsStream(context)
        && context.GetEndpoint()?.Metadata.GetMetadata<OwnLine>() is null
        && KindOf(context) == Kind.Token;

    /// <summary>Who shows no token is turned away behind this, and must not take a place until then.</summary>
    private static RateLimitPartition<bool> StreamsAtOnce(HttpContext context, int most) => KindOf(context) == Kind.Token
        ? RateLimitPartition.GetConcurrencyLimiter(true, _ => new ConcurrencyLimiterOptions { PermitLimit = most })
        : RateLimitPartition.GetNoLimiter(false);

    private static bool IsHealth(HttpContext context) => context.Request.Path.StartsWithSegments("/health");

    private static bool IsStream(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null;

    private static Kind KindOf(HttpContext context) =>
        IsHealth(context) ? Kind.Health
        : context.RequestServices.GetRequiredService<AccessPolicy>().IsKnown(context.Request) ? Kind.Token
        : Kind.Stranger;

    private static Task RefuseAsync(HttpContext context, RateLimitLease lease)
    {
        context.Response.Headers.RetryAfter = $"{RetryAfter.TotalSeconds:0}";

        // Only buckets know when they will have something again.
        if (lease.TryGetMetadata(MetadataName.RetryAfter, out _))
            return Problem.Of(StatusCodes.Status429TooManyRequests, ErrorCodes.TooManyRequests, "Too many requests from this address wait already; send fewer at once.").ExecuteAsync(context);
        return IsStream(context)
            ? Problem.Of(StatusCodes.Status503ServiceUnavailable, ErrorCodes.TooManyStreams, "As many streams of this kind are open as the server allows; try again later.").ExecuteAsync(context)
            : Problem.Of(StatusCodes.Status503ServiceUnavailable, ErrorCodes.ReadersBusy, "Too many requests wait to be answered; try again later.").ExecuteAsync(context);
    }
}
