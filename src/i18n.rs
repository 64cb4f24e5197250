#![allow(missing_docs)]
use crate::protocol::Text;
pub struct Catalogue; impl Catalogue{pub fn parse(_:&str)->Result<Self,std::fmt::Error>{Ok(Catalogue)} pub fn text(&self,_:&Text)->String{String::new()}}
