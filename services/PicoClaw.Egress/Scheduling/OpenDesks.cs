using PicoClaw.Egress.Attachments;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Receipts;
using PicoClaw.Egress.Requests;

namespace PicoClaw.Egress.Scheduling;

/// <summary>The desks of an account that is held. Closing them waits for the calls that are out.</summary>
internal sealed class OpenDesks(RequestDesk<AddressRequest> addresses, RequestDesk<ReceiptRequest> receipts, CardDesk cards) : IAsyncDisposable
{
    /// <summary>Ends when nothing is left to look for.</summary>
    public Task Looking => Task.WhenAll(addresses.Looking, receipts.Looking, cards.Looking);

    /// <summary>While they are, the account has to be kept.</summary>
    public bool AreBusy => addresses.IsBusy || receipts.IsBusy || cards.IsBusy;

    public void Look()
    {
        addresses.Look();
        receipts.Look();
    }

    /// <summary>A reply may have been sent, or given up.</summary>
    public void Ended() => cards.Look();

    public async ValueTask DisposeAsync()
    {
        await cards.DisposeAsync();
        await receipts.DisposeAsync();
        await addresses.DisposeAsync();
    }
}
