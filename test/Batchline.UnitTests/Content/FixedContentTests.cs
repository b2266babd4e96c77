using System.IO.Compression;
using System.Text;
using Batchline.Content;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Content;

public sealed class FixedContentTests
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("the same again and again ", 1000));

    private readonly FixedContent _content = new(Encoding.UTF8.GetBytes(Text), "text/plain; charset=utf-8");

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br;q=0.9", "br")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("deflate, zstd", "")]
    [InlineData("identity", "")]
    [InlineData("", "")]
    [InlineData(";;;", "")]
    public void The_smallest_form_is_sent_that_the_caller_takes(string accepted, string encoding)
    {
        var context = Asking(accepted);

        var bytes = _content.AnswerTo(context).FileContents;

        context.Response.Headers.ContentEncoding.ToString().ShouldBe(encoding);
        context.Response.Headers.Vary.ToString().ShouldBe("Accept-Encoding");
        Read(bytes.ToArray(), encoding).ShouldBe(Text);
        (bytes.Length < 1000).ShouldBe(encoding.Length > 0);
    }

    [Fact]
    public void It_is_compressed_once_and_each_form_has_a_tag_of_its_own()
    {
        var (first, again, plain) = (_content.AnswerTo(Asking("br")), _content.AnswerTo(Asking("br")), _content.AnswerTo(Asking("")));

        again.FileContents.ShouldBe(first.FileContents);
        again.EntityTag!.Tag.ShouldBe(first.EntityTag!.Tag);
        plain.EntityTag!.Tag.ShouldNotBe(first.EntityTag.Tag);
        new FixedContent([1], "text/plain").Hash.ShouldNotBe(_content.Hash);
    }

    private static DefaultHttpContext Asking(string accepted)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptEncoding = accepted;
        return context;
    }

    private static string Read(byte[] bytes, string encoding)
    {
        using var stream = new MemoryStream(bytes);
        using Stream plain = encoding switch
        {
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "gzip" => new GZipStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
        using var reader = new StreamReader(plain);
        return reader.ReadToEnd();
    }
}
