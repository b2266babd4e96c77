using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Batchline.Api.Answers;

/// <summary>Answers 304 to a caller who has the same answer already. For what pages ask for again and again.</summary>
internal sealed class AnswerTag(IOptions<JsonOptions> options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var inner = result is INestedHttpResult nested ? nested.Result : result;
        if (inner is not IValueHttpResult { Value: { } value } || inner is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK })
            return result;
        var answer = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), options.Value.SerializerOptions);

        // Weak, because the same answer may be sent in several encodings.
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(answer).AsSpan(0, 12))}\"", isWeak: true);
        return TypedResults.File(answer, "application/json; charset=utf-8", entityTag: tag);
    }
}
