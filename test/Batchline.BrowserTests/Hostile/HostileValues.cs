using System.Text.Json;

namespace Batchline.BrowserTests.Hostile;

/// <summary>What a field of a record may hold to do harm: every value as JSON. The same seed makes the same values.</summary>
internal static class HostileValues
{
    /// <summary>Where every harmful link and picture goes.</summary>
    public const string Elsewhere = "https://evil.test/";

    /// <summary>What every harmful script sets, and every harmful element is called.</summary>
    public const string Mark = "pwned";

    public const int LongLength = 100_000;

    private const string Props = $$"""{"href":"{{Elsewhere}}","id":"{{Mark}}","src":"{{Elsewhere}}","onclick":"{{Mark}}=1","http-equiv":"refresh","content":"0;url={{Elsewhere}}","children":"in it"}""";

    private static readonly string[] Tags = ["a", "meta", "img", "iframe", "script", "style", "form", "base"];

    /// <summary>As Preact makes its elements: of version 10 with a constructor, of version 11, drawn once before, and hardly at all.</summary>
    private static readonly string[] Notes =
    [
        """ "key":null,"ref":null,"__k":null,"__":null,"__b":0,"__e":null,"__c":null,"constructor":null,"__v":1,"__i":-1,"__u":0 """,
        """ "key":null,"ref":null,"__k":null,"__":null,"__b":3,"__e":null,"__c":null,"__v":1,"__i":-1,"__u":0 """,
        """ "key":null,"__b":1,"constructor":"Symbol(pv)","$$typeof":"Symbol(react.element)" """,
        """ "key":"k" """,
    ];

    public static readonly string[] Texts =
    [
        $"<img src=x onerror=\"{Mark}=1\">",
        $"\"><script>{Mark}=1</script><a id=\"{Mark}\" href=\"{Elsewhere}\">",
        $"javascript:{Mark}=1",
        $"data:text/html,<script>{Mark}=1</script>",
        "\u202Etxt.exe\u2066 turned \u2069\u200F\u061C",
        "\u001b[31mred\u009b0m\u0000\u0007\b\u007f",
        "two\nlines\u2028and\tmore",
        "&lt;b&gt;&#x3c;/td&gt;",
        "constructor",
        "🧑‍🔧 مرحبا שלום",
        new string('W', LongLength),
    ];

    public static IReadOnlyList<string> Of(int seed)
    {
        var random = new Random(seed);
        string[] values =
        [
            .. Texts.Select(text => JsonSerializer.Serialize(text)),
            .. Tags.Select((tag, i) => $$"""{"type":"{{tag}}","props":{{Props}},{{Notes[i % Notes.Length]}}}"""),
            .. Notes.Select(notes => $$"""{"type":"div","props":{"dangerouslySetInnerHTML":{"__html":"<a id={{Mark}}>"},"id":"{{Mark}}"},{{notes}}}"""),
            """{"a":1}""", """{"type":null,"props":"just a text","__b":1}""", "{}", "[]", """["plumbing","<b>urgent</b>"]""",
            """{"toString":1,"valueOf":2,"toJSON":3,"length":4,"then":5}""", """{"__proto__":{"type":"a"},"rawJSON":"1"}""", """{"":{"":[[],[[null]]]}}""",
            "null", "true", "false", "0", "9007199254740993", "-1234567890123456789012345678901234567890", "1e400", "12.50", "\"12.50\"", "\"\\ud83d half\"", "\"\"",
        ];
        string[] mixed = [.. Enumerable.Range(0, 8).Select(_ => Mixed(values, random, 4))];
        return [.. values.Concat(mixed).OrderBy(_ => random.Next())];
    }

    private static string Mixed(string[] values, Random random, int depth)
    {
        if (depth == 0)
            return values[random.Next(values.Length)] is { Length: < 1_000 } value ? value : "0";
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Mixed(values, random, depth - random.Next(1, depth + 1))).ToArray();
        return random.Next(2) == 0
            ? $"[{string.Join(',', parts)}]"
            : $"{{{string.Join(',', parts.Select((part, i) => $"\"{(i == 0 ? "type" : i == 1 ? "props" : "__b")}\":{part}"))}}}";
    }
}
