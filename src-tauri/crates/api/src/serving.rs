use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use gateway::{Config, Gateway, GatewayError, Limits};
use serde::Serialize;
use serde_json::json;
use ts_rs::TS;

use crate::settings::Nothing;
use crate::{ApiError, App, News};

/// The port that is asked for first.
const PORT: u16 = 7420;
/// How many ports after it are tried while nobody points to any of them yet.
const TRIED: u16 = 20;
/// The setting with the port that pages and tunnels were told.
const ISSUED: &str = "gateway.port_issued";

/// Where and how the gateway listens.
#[derive(Debug, Clone, Default)]
pub struct Listen {
    /// This address and no other; none lets the program choose.
    pub address: Option<SocketAddr>,
    /// The address pages outside use.
    pub public_url: Option<String>,
    /// Proxies whose word about the client's address is taken.
    pub trusted_proxies: Vec<IpAddr>,
    /// What visitors may do.
    pub limits: Limits,
}

/// How the gateway stands.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct GatewayStatus {
    /// In a word.
    pub state: GatewayState,
    /// Where it listens: `127.0.0.1:7420`.
    pub address: Option<String>,
    /// The address pages outside use.
    pub public_url: Option<String>,
    /// How many channels are switched on.
    pub channels_on: u32,
    /// Why it does not listen.
    pub error: Option<ApiError>,
}

/// How the gateway stands, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GatewayState {
    /// It is about to listen.
    Starting,
    /// It listens.
    Listening,
    /// It cannot listen.
    Failed,
    /// It was not asked to.
    Off,
}

impl GatewayStatus {
    pub(crate) const fn new(state: GatewayState, public_url: Option<String>) -> Self {
        Self {
            state,
            address: None,
            public_url,
            channels_on: 0,
            error: None,
        }
    }
}

impl App {
    /// Starts the gateway, on another port where the wanted one is taken and nobody was told it yet.
    ///
    /// # Errors
    /// Why it does not listen; the status says so too.
    pub async fn start_gateway(&self, listen: &Listen) -> Result<SocketAddr, ApiError> {
        let public_url = listen.public_url.clone();
        self.set_gateway_status(GatewayStatus::new(
            GatewayState::Starting,
            public_url.clone(),
        ));
        let started = self.listen(listen).await;
        let channels_on = self.store().read(|r| r.channels_on()).await.unwrap_or(0);
        let status = match &started {
            Ok(gateway) => GatewayStatus {
                address: Some(gateway.address().to_string()),
                channels_on,
                ..GatewayStatus::new(GatewayState::Listening, public_url)
            },
            Err(error) => GatewayStatus {
                error: Some(error.clone()),
                ..GatewayStatus::new(GatewayState::Failed, public_url)
            },
        };
        self.set_gateway_status(status);
        let gateway = started?;
        let address = gateway.address();
        self.keep_gateway(gateway, listen.clone());
        Ok(address)
    }

    async fn listen(&self, listen: &Listen) -> Result<Gateway, ApiError> {
        let config = |address| Config {
            listen: address,
            public_url: listen.public_url.clone(),
            trusted_proxies: listen.trusted_proxies.clone(),
            limits: listen.limits.clone(),
        };
        let start = |address| {
            let (store, shelf) = (self.store().clone(), Arc::clone(self.shelf()));
            gateway::start(config(address), store, shelf, self.clock())
        };
        if let Some(address) = listen.address {
            return Ok(start(address).await?);
        }
        let issued = self.issued_port().await?;
        let first = issued.unwrap_or(PORT);
        let mut port = first;
        loop {
            match start(SocketAddr::from(([127, 0, 0, 1], port))).await {
                Ok(gateway) => return Ok(gateway),
                Err(GatewayError::PortTaken { .. }) if issued.is_none() && port < first + TRIED => {
                    port += 1;
                }
                Err(error @ GatewayError::PortTaken { .. }) if issued.is_some() => {
                    let message = format!(
                        "{error}. Pages that embed a chat point to port {first}, so no other is taken"
                    );
                    let details = json!({ "port": first, "issued": true });
                    return Err(ApiError::new("port_taken", message).with(details));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    async fn issued_port(&self) -> Result<Option<u16>, ApiError> {
        Ok(self.store().read(|r| r.setting(ISSUED)).await?)
    }

    /// Where the gateway listens when nobody says otherwise.
    pub(crate) async fn usual_address(&self) -> Result<SocketAddr, ApiError> {
        Ok(SocketAddr::from((
            [127, 0, 0, 1],
            self.issued_port().await?.unwrap_or(PORT),
        )))
    }

    /// Notes that somebody was given an address with the gateway's port, which from now on must stay.
    pub(crate) async fn issue_port(&self, address: SocketAddr) -> Result<(), ApiError> {
        let port = address.port();
        Ok(self
            .store()
            .write(move |w| {
                if w.setting::<u16>(ISSUED)? == Some(port) {
                    return Ok(());
                }
                w.set_setting(ISSUED, &port)
            })
            .await?)
    }

    /// Counts the channels again and tells the window.
    pub(crate) async fn recount_channels(&self) {
        let mut status = self.gateway_status();
        if let Ok(channels_on) = self.store().read(|r| r.channels_on()).await
            && status.channels_on != channels_on
            && status.state == GatewayState::Listening
        {
            status.channels_on = channels_on;
            self.set_gateway_status(status);
        }
    }
}

pub(crate) async fn gateway_retry(app: App, _: Nothing) -> Result<GatewayStatus, ApiError> {
    if app.gateway_status().state == GatewayState::Failed
        && let Some(listen) = app.wanted()
    {
        // The status tells how it went.
        let _ = app.start_gateway(&listen).await;
    }
    let status = app.gateway_status();
    app.tell(News::Gateway {
        status: status.clone(),
    });
    Ok(status)
}
