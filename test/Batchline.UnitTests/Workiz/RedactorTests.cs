using Batchline.Engine.Workiz;
using Batchline.Workiz.Redaction;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Workiz;

public sealed class RedactorTests
{
    private static readonly Gen<string> Token =
        Gen.Char["abcXYZ019-_.~+=&%@!$'(),;:|<>\"{}^`\\[]é"].Array[1, 40].Select(characters => new string(characters));

    [Fact]
    public void S8_the_token_never_shows()
    {
        var escapes = Gen.Int[0, 3];
        var noise = Gen.Char["ab %2\n\t\0\u200b;*"].Array[0, 400].Select(characters => new string(characters));

        Gen.Select(Token, escapes, noise, noise).Sample((token, times, before, after) =>
        {
            var echo = Enumerable.Range(0, times).Aggregate(token, (text, _) => Uri.EscapeDataString(text));

            var shown = new Redactor(new WorkizToken(token)).Clean($"{before}{echo}{after}");

            shown.ShouldNotContain(token, Case.Insensitive);
            Uri.UnescapeDataString(shown).ShouldNotContain(token, Case.Insensitive);
            shown.Length.ShouldBeLessThanOrEqualTo(Redactor.MaxLength);
        }, iter: 2_000);
    }

    [Theory]
    [InlineData("GET /api/v1/api_Secret+1/job: no", "GET /api/v1/***/job: no")]
    [InlineData("path API_SECRET+1", "path ***")]
    [InlineData("path api_Secret%2B1", "path ***")]
    [InlineData("path api%5fSecret%2b1 and 100%", "path *** and 100%")]
    [InlineData("path api_Secret%252B1", "path ***")]
    [InlineData("path api_Secret&#43;1", "path ***")]
    [InlineData("path api_\0Sec\u200bret+1", "path ***")]
    [InlineData("api_Secret+1api_Secret+1", "******")]
    [InlineData("50%25 done", "50%25 done")]
    public void S8_the_token_is_found_however_it_is_written(string text, string shown)
    {
        new Redactor(new WorkizToken("api_Secret+1")).Clean(text).ShouldBe(shown);
    }

    [Fact]
    public void S8_a_cut_leaves_no_part_of_the_token()
    {
        var text = new string('x', Redactor.MaxLength - 5) + "api_secret";

        new Redactor(new WorkizToken("api_secret")).Clean(text).ShouldBe(new string('x', Redactor.MaxLength - 5) + "***");
    }

    [Fact]
    public void S8_a_token_with_a_line_end_is_found_without_it()
    {
        new Redactor(new WorkizToken("api_secret\n")).Clean("key api_secret refused").ShouldBe("key *** refused");
    }

    [Fact]
    public void A_message_is_printable_and_short()
    {
        var redactor = new Redactor(new WorkizToken("t0k"));

        redactor.Clean("a\r\nb\u001b[31m\u202ec\u2028d\0").ShouldBe("a  b[31mcd");
        redactor.Clean(new string('x', 299) + "😀").ShouldBe(new string('x', 299) + "…");
        redactor.Clean(new string('x', 298) + "😀y").ShouldBe(new string('x', 298) + "…");
        redactor.Clean("half \ud83d").ShouldBe("half \ufffd");
    }

    [Fact]
    public void S8_every_answer_with_a_message_is_cleaned()
    {
        var redactor = new Redactor(new WorkizToken("t0k"));

        redactor.Clean(new WorkizAnswer.Refused("a t0k")).ShouldBe(new WorkizAnswer.Refused("a ***"));
        redactor.Clean(new WorkizAnswer.QuotaReached(null, "a t0k")).ShouldBe(new WorkizAnswer.QuotaReached(null, "a ***"));
        redactor.Clean(new WorkizAnswer.Transient("a t0k")).ShouldBe(new WorkizAnswer.Transient("a ***"));
        redactor.Clean(new WorkizAnswer.Invalid("a t0k")).ShouldBe(new WorkizAnswer.Invalid("a ***"));
        redactor.Clean(new WorkizAnswer.Gone()).ShouldBe(new WorkizAnswer.Gone());
    }
}
