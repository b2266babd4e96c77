using System.Net.Sockets;
using Batchline.Listening;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Workiz.Sending;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class OpenFilesTests
{
    [Fact]
    public void A_full_table_of_files_is_told_from_other_faults_by_its_code()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limit");

        OpenFiles.IsWhy(new IOException("Too many open files", 24)).ShouldBeTrue();
        OpenFiles.IsWhy(new IOException("Too many open files in system", 23)).ShouldBeTrue();
        OpenFiles.IsWhy(new HttpRequestException("x", new SocketException((int)SocketError.TooManyOpenSockets))).ShouldBeTrue();
        OpenFiles.IsWhy(new AggregateException(new IOException("Too many open files", 24))).ShouldBeTrue();
        OpenFiles.IsWhy(new IOException("No space left on device", 28)).ShouldBeFalse();
        OpenFiles.IsWhy(new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused))).ShouldBeFalse();
        OpenFiles.IsWhy(new FileNotFoundException("No such file")).ShouldBeFalse();
    }

    [Fact]
    public void A_request_that_got_no_socket_says_so() =>
        LostReason.Of(new HttpRequestException(HttpRequestError.ConnectionError, "x", new SocketException((int)SocketError.TooManyOpenSockets)))
            .ShouldBe("no connection: this process has as many files and sockets open as it may; raise its limit (ulimit -n)");

    [Theory]
    [InlineData(0, true)]
    [InlineData(511, true)]
    [InlineData(512, false)]
    [InlineData(1_048_576, false)]
    [InlineData(-1, false)]
    public void With_too_few_files_the_program_does_not_start(long limit, bool refused) =>
        OpenFileLimit.FaultOf(limit).ShouldBe(refused
            ? $"This process may open only {limit} files and sockets at once, and needs at least 512. Raise the limit (ulimit -n in a shell, LimitNOFILE= in a systemd unit, nofile of a container)."
            : null);
}
