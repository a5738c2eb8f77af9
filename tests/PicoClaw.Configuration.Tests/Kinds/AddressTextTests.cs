using PicoClaw.Configuration.Kinds;

namespace PicoClaw.Configuration.Tests.Kinds;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("postgres://u:S3#cret@host/db")]
    [InlineData("postgres://u:S3@cret@host/db")]
    [InlineData("postgres://u:S3/cret@host/db")]
    [InlineData("postgres://u:S3?cret@host/db")]
    [InlineData("postgres://u:S3?a=b@host/db")]
    [InlineData("postgres://u:S3?a=b@host/db?application_name=a@b")]
    [InlineData("amqp://u:100%@host")]
    [InlineData("amqp://u:S3:cret@host")]
    public void Fault_SignInThePassword_IsTold(string address) => AddressText.Fault(address).ShouldNotBeNull().ShouldContain("percent-encoded");

    [Theory]
    [InlineData("postgres://u:S3%23cret@host/db")]
    [InlineData("postgres://u:secret@host/db?application_name=a@b")]
    [InlineData("postgres://u:secret@host/db?options=-c%20a=b&application_name=a@b")]
    [InlineData("postgres://host/db?user=u@example.com")]
    [InlineData("postgres://host:5432/db?user=u@example.com")]
    [InlineData("amqp://host")]
    [InlineData("amqps://u:s!~*'().-_@host:5671/vhost")]
    public void Fault_AddressThatIsReadAsItWasMeant_IsNone(string address) => AddressText.Fault(address).ShouldBeNull();
}
