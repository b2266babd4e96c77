using System.Text;
using Batchline.Benchmarks.Callers;
using Batchline.Benchmarks.Wires;

namespace Batchline.IntegrationTests.Bench;

public sealed class WireTests
{
    [Theory]
    [InlineData("5\r\nhello\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n", 31)]
    [InlineData("0\r\n\r\n", 0)]
    public void A_body_in_chunks_ends_behind_the_empty_chunk(string body, int bytes)
    {
        var reader = new BodyReader();
        reader.Begin(chunked: true, length: 0);

        foreach (var part in Encoding.ASCII.GetBytes(body[..^1]).Chunk(3))
            reader.Take(part);
        var early = reader.Done;
        reader.Take("\n"u8);

        (early, reader.Done, reader.Bytes).ShouldBe((false, true, (long)bytes));
    }

    [Fact]
    public void A_body_of_known_length_ends_with_its_last_byte()
    {
        var reader = new BodyReader();
        reader.Begin(chunked: false, length: 5);

        reader.Take("hell"u8);
        var early = reader.Done;
        reader.Take("o"u8);

        (early, reader.Done, reader.Bytes).ShouldBe((false, true, 5L));
    }

    [Fact]
    public void A_header_says_how_the_body_ends_and_when_to_come_again()
    {
        var busy = WireHeader.Read("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 120\r\nRetry-After: 2\r\nConnection: close"u8);
        var page = WireHeader.Read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"u8);

        busy.ShouldBe(new WireHeader(503, 120, Chunked: false, RetryAfter: true, Close: true));
        page.ShouldBe(new WireHeader(200, 0, Chunked: true, RetryAfter: false, Close: false));
    }

    [Fact]
    public void A_server_error_is_wrong_unless_it_says_that_it_is_busy_and_until_when()
    {
        var tally = new AnswerTally();

        tally.Add("/a", new WireAnswer(200, RetryAfter: false, 10));
        tally.Add("/a", new WireAnswer(503, RetryAfter: true, 0));
        tally.Add("/a", new WireAnswer(429, RetryAfter: true, 0));
        tally.Add("/b", new WireAnswer(503, RetryAfter: false, 0));
        tally.Add("/b", new WireAnswer(500, RetryAfter: true, 0));
        tally.Add("/b", new WireAnswer(429, RetryAfter: false, 0));

        tally.Wrong.Keys.Order().ShouldBe(["429 /b", "500 /b", "503 /b"]);
    }
}
