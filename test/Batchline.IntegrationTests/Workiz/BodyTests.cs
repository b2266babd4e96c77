using System.IO.Compression;
using System.Text;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;

namespace Batchline.IntegrationTests.Workiz;

public sealed class BodyTests : WorkizTest
{
    private static readonly JobListQuery Query = new(new DateOnly(2026, 1, 1), 0, 100);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_answer_is_read(string encoding)
    {
        var server = Serve(exchange =>
            exchange.AnswerAsync(Compress(encoding, Encoding.UTF8.GetBytes(Good)), headers: $"Content-Encoding: {encoding}\r\n"));

        var answer = await Client(server).GetJobAsync(Token, "ABC123", TestEnd);

        answer.ShouldBe(new WorkizAnswer.Job(new JobDocument("ABC123", """{"UUID":"ABC123","JobNotes":"café"}""")));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_answer_that_is_damaged_is_transient(string encoding)
    {
        var damaged = Compress(encoding, Encoding.UTF8.GetBytes(Good));
        damaged.AsSpan(damaged.Length / 3).Fill(0xFF);
        var server = Serve(exchange => exchange.AnswerAsync(damaged, headers: $"Content-Encoding: {encoding}\r\n"));

        (await Client(server).GetJobAsync(Token, "ABC123", TestEnd)).ShouldBeOfType<WorkizAnswer.Transient>();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_small_answer_that_unfolds_into_a_huge_one_is_too_large(string encoding)
    {
        var bomb = Compress(encoding, new byte[64 * 1024 * 1024]);
        var server = Serve(exchange => exchange.AnswerAsync(bomb, headers: $"Content-Encoding: {encoding}\r\n"));

        var answer = await Client(server).ListJobsAsync(Token, Query, TestEnd);

        answer.ShouldBe(new WorkizAnswer.TooLarge("HTTP 200: the answer is too large"));
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off_and_too_large()
    {
        var cut = new TaskCompletionSource();
        var server = Serve(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            try
            {
                while (true)
                    await exchange.SendAsync($"10000\r\n{new string('[', 0x10000)}\r\n");
            }
            catch (IOException)
            {
                cut.SetResult();
            }
        });

        (await Client(server).GetJobAsync(Token, "ABC123", TestEnd)).ShouldBe(new WorkizAnswer.TooLarge("HTTP 200: the answer is too large"));
        await cut.Task.WaitAsync(TestEnd);
    }

    [Fact]
    public async Task A_length_beyond_the_limit_is_not_read()
    {
        var cut = new TaskCompletionSource();
        var server = Serve(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 4194305\r\n\r\n");
            await exchange.ClosedByClientAsync();
            cut.SetResult();
        });

        (await Client(server).GetJobAsync(Token, "ABC123", TestEnd)).ShouldBe(new WorkizAnswer.TooLarge("HTTP 200: the answer is too large"));
        await cut.Task.WaitAsync(TestEnd);
    }

    [Fact]
    public async Task A_page_of_many_megabytes_is_read()
    {
        var notes = new string('x', 100_000);
        var rows = string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"UUID":"J{{i}}","JobNotes":"{{notes}}"}"""));
        var server = Serve(exchange => exchange.AnswerAsync($$"""{"flag":true,"data":[{{rows}}],"has_more":true}"""));

        var page = (await Client(server).ListJobsAsync(Token, Query, TestEnd)).ShouldBeOfType<WorkizAnswer.Page>();

        page.Jobs.Count.ShouldBe(100);
        page.More.ShouldBeTrue();
    }

    [Theory]
    [InlineData("200 OK")]
    [InlineData("403 Forbidden")]
    [InlineData("404 Not Found")]
    [InlineData("521 Web Server Is Down")]
    public async Task S7_an_html_page_is_transient_whatever_its_status(string status)
    {
        var server = Serve(exchange => exchange.AnswerAsync("<html><title>Just a moment</title>", status, "Content-Type: text/html\r\n"));

        var answer = await Client(server).GetJobAsync(Token, "ABC123", TestEnd);

        answer.ShouldBe(new WorkizAnswer.Transient($"HTTP {status[..3]}: an HTML page instead of JSON"));
    }

    [Fact]
    public async Task S7_a_body_that_ends_early_without_a_length_is_transient()
    {
        var server = Serve(async exchange =>
        {
            await exchange.SendAsync($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{Good[..^1]}");
            exchange.Fin();
        });

        (await Client(server).GetJobAsync(Token, "ABC123", TestEnd))
            .ShouldBe(new WorkizAnswer.Transient("HTTP 200: the answer is cut or not JSON"));
    }

    [Fact]
    public async Task A_quota_answer_counts_even_when_its_body_breaks_off()
    {
        var server = Serve(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 61\r\nContent-Length: 99\r\n\r\n{");
            exchange.Fin();
        });

        var answer = await Client(server).GetJobAsync(Token, "ABC123", TestEnd);

        answer.ShouldBe(new WorkizAnswer.QuotaReached(TimeSpan.FromSeconds(61), "HTTP 429"));
    }

    private static byte[] Compress(string encoding, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new ZLibStream(packed, CompressionLevel.Fastest),
        })
        {
            packing.Write(bytes);
        }
        return packed.ToArray();
    }
}
