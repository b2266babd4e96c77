using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Batchline.IntegrationTests.Fuzz;

/// <summary>Makes requests out of contracts: mostly right, then bent in one or more ways.</summary>
internal static class RequestGen
{
    private static readonly string Long = new('x', 5000);

    private static readonly Gen<string> OddText = Any(
        Pick(
            "", "%00", "%ff%fe", "%F0%9F%98%80", "..", "../../etc/passwd", "%2e%2e%2f", "%2F", "a%20b", "'%20OR%201=1--", "-1", "0", "1e9",
            "9223372036854775808", "NaN", "null", "true", "TRUE", "[]", "2026-13-45", "0001-01-01", "9999-12-31T23:59:59Z", "2026-01-31T08:00:00+99:99",
            "%E2%80%AE", "%ED%A0%80", "%", "%zz", "+", ";", "@a0,@a1", "failed,failed,", "each", "W10", "WyJhIl0", "WyIiLCIiLCIiXQ", "W251bGxd",
            "WyIyMDI2IiwiQGEwIiwiXHUwMDAwIl0", "00000000000000000000000g"),
        Gen.Char["abcdefABCDEF0123456789-_~!$&'()*,;:="].Array[0, 40].Select(characters => new string(characters)),
        Gen.Const(Long[..3000]));

    private static readonly Gen<string> Id = Weighted(
        (8, Pick("@a0", "@a1", "@a2", "@o0", "@o1", "@o2", "@b0", "@b1", "@b3", "@b5", "@u0", "@u1")),
        (1, Gen.Char["0123456789abcdef"].Array[24].Select(characters => new string(characters))),
        (1, Gen.Char["0123456789ABCDEF"].Array[23, 25].Select(characters => new string(characters))),
        (2, OddText));

    private static readonly Gen<string> Scalar = Any(
        Pick(
            "null", "true", "false", "0", "-1", "1e400", "0.1", "1000000", "12345678901234567890123", "-0", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"",
            "\"\\u202e\"", "\"00:00:01\"", "\"-00:00:01\"", "\"99999999.00:00:00\"", "\"1\"", "\"true\"", "\"2026-01-31\"", "\"0000-00-00\"", "\"@a0\"",
            "\"@o0\"", "\"@k0\"", "\"@k1\"", "\"@k3\"", "\"@k4\"", "\"each\"", "\"EACH\"", "\"reject\"", "{}", "[]", "[null]", "[[]]", $"\"{Long}\""),
        Gen.String[0, 30].Select(text => JsonSerializer.Serialize(text)),
        Gen.Double.Select(number => double.IsFinite(number) ? JsonSerializer.Serialize(number) : "1"));

    private static readonly Gen<string> Value = Weighted(
        (6, Scalar),
        (1, Scalar.Array[0, 4].Select(items => $"[{string.Join(",", items)}]")),
        (1, Scalar.Array[1, 3].Select(items => $"{{{string.Join(",", items.Select((item, index) => $"\"f{index}\":{item}"))}}}")),
        (1, Gen.Int[1, 2000].Select(depth => new string('[', depth) + new string(']', depth))));

    private static readonly Gen<string[]> Headers = Gen.Select(
        Weighted(
            (20, Gen.Const($"Authorization: Bearer {FuzzServer.ApiToken}")),
            (1, Gen.Const($"Authorization: Bearer {FuzzServer.CronSecret}")),
            (1, Pick("Authorization: Bearer", "Authorization: Basic eDp5", "Authorization: Bearer wrong", "X-No: authorization", "Authorization: Bearer \u00e9"))),
        Weighted(
            (12, Gen.Const("Content-Type: application/json")),
            (3, Pick(
                "Content-Type: application/json; charset=utf-16", "Content-Type: text/plain", "Content-Type:", "Content-Type: application/json; charset=UTF-8",
                "Content-Type: multipart/form-data; boundary=x", "Content-Type: ;;;", "Content-Encoding: gzip"))),
        Weighted(
            (10, Gen.Const("Accept: application/json")),
            (5, Pick(
                "Idempotency-Key: one", "Idempotency-Key: two", "Idempotency-Key:", "Idempotency-Key: \u00fc", "Accept: text/html", "Accept: ;q=x",
                "Expect: 100-continue", "Origin: http://evil.example", "Sec-Fetch-Site: cross-site", "X-HTTP-Method-Override: DELETE", "Last-Event-ID: x",
                "Cookie: a=b; c", "If-None-Match: *", "Range: bytes=0-5", "Idempotency-Key: " + Long[..300]))),
        Weighted((20, Gen.Const("Host: localhost")), (1, Pick("Host: evil.example", "Host: 127.0.0.1:1"))),
        (authorization, type, other, host) => new[] { host, authorization, type, other });

    public static Gen<FuzzRequest> Of(Contract[] contracts) => Pick(contracts).SelectMany(contract => Gen.Select(
        Weighted((15, Gen.Const(contract.Method)), (1, Pick("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"))),
        Target(contract),
        Headers,
        Body(contract),
        Gen.Bool,
        (method, target, headers, body, chunked) => new FuzzRequest(method, target, headers, body, chunked)));

    private static Gen<string> Target(Contract contract)
    {
        var path = contract.Route.PathSegments.Aggregate(Gen.Const(""), (before, segment) => Gen.Select(before, Segment(segment), (text, next) => $"{text}/{next}"));
        var name = Weighted((12, Gen.Int[0, Math.Max(0, contract.Query.Length - 1)]), (1, Gen.Const(-1)));
        var parameter = Gen.Select(name, OddText, Gen.Int[0, 2], (index, odd, right) =>
            index < 0 || contract.Query.Length == 0 ? $"{(odd.Length < 20 ? odd : "x")}=1" : $"{contract.Query[index].Name}={(right > 0 ? contract.Query[index].Text : odd)}");
        var query = Weighted((3, Gen.Const("")), (4, parameter.Array[1, 4].Select(parameters => "?" + string.Join('&', parameters))));
        return Gen.Select(path, query, Weighted((15, Gen.Const("")), (1, Pick("/", "//", "/x"))), (text, more, tail) => (text.Length == 0 ? "/" : text) + tail + more);
    }

    private static Gen<string> Segment(RoutePatternPathSegment segment) =>
        segment.Parts is [RoutePatternLiteralPart literal] ? Gen.Const(literal.Content) : segment.Parts is [RoutePatternParameterPart parameter] ? OfKind(parameter.Name) : Id;

    /// <summary>Mostly the id of the right kind of thing.</summary>
    private static Gen<string> OfKind(string name) => Weighted(
        (3, name switch
        {
            "accountId" => Pick("@a0", "@a1", "@a2"),
            "operationId" => Pick("@o0", "@o1", "@o2"),
            "batchId" => Pick("@b0", "@b1", "@b2", "@b3", "@b4", "@b5"),
            _ => Pick("@u0", "@u1", "@u2"),
        }),
        (2, Id));

    private static Gen<byte[]?> Body(Contract contract)
    {
        var text = Json(contract).Select(json => (byte[]?)Encoding.UTF8.GetBytes(json));
        if (contract.Body.Length == 0)
            return Weighted((6, Gen.Const((byte[]?)null)), (1, text));
        return Weighted(
            (12, text),
            (1, Gen.Const((byte[]?)null)),
            (1, Gen.Const((byte[]?)[])),
            (1, Gen.Select(text, Gen.Int[0, 200], (bytes, length) => (byte[]?)bytes![..Math.Min(length, bytes!.Length)])),
            (1, Gen.Byte.Array[0, 100].Select(bytes => (byte[]?)bytes)),
            (1, Json(contract).Select(json => (byte[]?)Encoding.Unicode.GetBytes(json))),
            (1, text.Select(bytes => (byte[]?)[0xEF, 0xBB, 0xBF, .. bytes!])),
            (1, Gen.Select(text, Gen.Int[0, 200], Gen.Byte, Bend)),
            (1, Gen.Int[900_000, 1_200_000].Select(length => (byte[]?)Encoding.ASCII.GetBytes($"{{\"name\":\"{new string('n', length)}\"}}"))));
    }

    private static byte[]? Bend(byte[]? bytes, int at, byte other)
    {
        var bent = bytes!.ToArray();
        if (bent.Length > 0)
            bent[at % bent.Length] = other;
        return bent;
    }

    private static Gen<string> Json(Contract contract)
    {
        if (contract.Body.Length == 0)
            return Value;
        var field = Gen.Select(Gen.Int[0, contract.Body.Length - 1], Gen.Int[0, 9], Value, (index, chance, value) => chance switch
        {
            0 => $"\"nobody\\u0061sked\":{value}",
            1 => $"\"{contract.Body[index].Name.ToUpperInvariant()}\":{contract.Body[index].Json}",
            < 5 => $"\"{contract.Body[index].Name}\":{value}",
            _ => $"\"{contract.Body[index].Name}\":{contract.Body[index].Json}",
        });
        var right = Gen.Int[0, 127].Select(mask => contract.Body.Where((_, index) => (mask >> index & 1) == 1).Select(each => $"\"{each.Name}\":{each.Json}"));
        return Weighted(
            (4, right.Select(fields => $"{{{string.Join(",", fields)}}}")),
            (6, Gen.Select(right, field.Array[0, 3], (fields, odd) => $"{{{string.Join(",", fields.Concat(odd))}}}")),
            (1, Value));
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<T> Any<T>(params Gen<T>[] gens) => Pick(gens).SelectMany(gen => gen);

    private static Gen<T> Weighted<T>(params (int Weight, Gen<T> Gen)[] gens) =>
        Any([.. gens.SelectMany(gen => Enumerable.Repeat(gen.Gen, gen.Weight))]);
}
